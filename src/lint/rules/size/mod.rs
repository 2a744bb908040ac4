//! How long a document may be.

group! {}
