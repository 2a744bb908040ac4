//! Statements that do nothing, or not what they seem to do.

group! {}
