//! Texts that stand for something else.

use yew::prelude::*;

/// The text of a field that stands for `value`: as it was typed while it still means that, else as `write` writes it. The
/// callback takes in what was typed together with the value that it means, or, for a text that means none yet, with the
/// present one.
#[hook]
pub(crate) fn use_typed_text<T: Clone + PartialEq + 'static>(
    value: &T,
    write: impl Fn(&T) -> String,
) -> (String, Callback<(String, T)>) {
    let typed = use_state(|| None::<(String, T)>);
    let text = match &*typed {
        Some((text, meant)) if meant == value => text.clone(),
        _ => write(value),
    };
    let setter = typed.setter();
    (text, Callback::from(move |typed| setter.set(Some(typed))))
}
