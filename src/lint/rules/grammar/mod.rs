//! What the grammar of policies asks for.

group! {}
