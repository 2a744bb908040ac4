//! The page: starts the Yew app.

fn main() {
    policyscope::app::start();
}
