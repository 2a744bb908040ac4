//! Actions with which data, credentials or infrastructure are lost.

group! {}
