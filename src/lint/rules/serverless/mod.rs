//! Policies around Lambda functions and APIs.

group! {}
