//! The present moment, for what stands in a panel that follows a moment later.

use yew::prelude::*;

use crate::app::Moment;

/// The present moment. Whatever shows a text that is typed there has to show this one: from `settled`, the moment that the
/// panel shows, the text would come back as it was before.
#[hook]
pub(crate) fn use_present(settled: &Moment) -> Moment {
    use_context().unwrap_or_else(|| settled.clone())
}
