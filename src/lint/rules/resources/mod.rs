//! Whether actions and resources fit each other and the policy.

group! {}
