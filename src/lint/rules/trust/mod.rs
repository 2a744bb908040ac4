//! Who may assume a role.

group! {}
