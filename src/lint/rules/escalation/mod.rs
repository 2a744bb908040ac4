//! Ways to more permissions.

group! {}
