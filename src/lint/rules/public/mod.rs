//! Access for everyone, and for services on behalf of anyone.

group! {}
