//! How ARNs are written.

group! {}
