//! API Gateway's front door: what a request meets before it reaches a function, in the documented order.
