//! Condition operators and keys.

group! {}
