//! Policy variables.

group! {}
