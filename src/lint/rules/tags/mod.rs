//! Conditions on tags that some actions do not have.

group! {}
