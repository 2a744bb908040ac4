//! What organization policies may and should say.

group! {}
