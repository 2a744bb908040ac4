//! Passing roles to services and making their service-linked roles.

group! {}
