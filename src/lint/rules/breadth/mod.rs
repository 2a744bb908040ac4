//! Statements that say more than most need.

group! {}
