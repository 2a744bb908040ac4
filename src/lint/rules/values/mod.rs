//! What a condition compares with.

group! {}
