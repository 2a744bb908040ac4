//! Who a policy names.

group! {}
