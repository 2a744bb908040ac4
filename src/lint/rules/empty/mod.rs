//! Elements that are there and say nothing.

group! {}
