//! What another entry or statement says already.

group! {}
