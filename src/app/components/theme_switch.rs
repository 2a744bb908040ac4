//! Light, dark, or as the system has it.

use yew::prelude::*;

use crate::app::browser::theme::{self, Theme};
use crate::app::icon::{Icon, icon};

/// The switch. The choice is kept in the browser.
#[component]
pub(super) fn ThemeSwitch() -> Html {
    let chosen = use_state_eq(theme::chosen);
    use_effect_with(*chosen, |chosen| theme::apply(*chosen));
    let option = |theme: Theme, name: &'static str, glyph: Icon| {
        let onchange = {
            let chosen = chosen.clone();
            Callback::from(move |_: Event| {
                theme::choose(theme);
                chosen.set(theme);
            })
        };
        html! {
            <label class="segment" title={name}>
                <input type="radio" name="theme" class="visually-hidden" checked={*chosen == theme} {onchange} />
                <span class="segment-face">{ icon(glyph) }<span class="visually-hidden">{ name }</span></span>
            </label>
        }
    };
    html! {
        <fieldset class="segments theme-switch">
            <legend class="visually-hidden">{ "Colours" }</legend>
            { option(Theme::Light, "Light", Icon::Sun) }
            { option(Theme::Dark, "Dark", Icon::Moon) }
            { option(Theme::System, "As the system has it", Icon::Screen) }
        </fieldset>
    }
}
