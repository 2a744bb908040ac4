//! What the token of a request says.

use yew::prelude::*;

use crate::analysis::token_view;
use crate::app::components::prose::prose;
use crate::front_door::DoorRequestText;

/// Properties of [`Token`].
#[derive(PartialEq, Properties)]
pub(super) struct TokenProps {
    /// The request.
    pub(super) request: DoorRequestText,
}

/// The parts of a JSON Web Token; nothing for a request without one.
#[component]
pub(super) fn Token(props: &TokenProps) -> Html {
    let token = match token_view(&props.request) {
        Ok(None) => return Html::default(),
        Ok(Some(token)) => token,
        Err(message) => {
            return html! { <p class="field-wide hint">{ "The token is no JSON Web Token: " }{ prose(&message) }</p> };
        }
    };
    let members = |title: &'static str, members: &[(String, String)]| {
        html! {
            <div>
                <h4>{ title }</h4>
                <dl class="token-members">
                    { for members.iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd><code>{ value }</code></dd></div> }) }
                </dl>
            </div>
        }
    };
    html! {
        <section class="field-wide token" aria-label="Token">
            <p>{ "The token is read here and goes nowhere. " }<strong>{ "Its signature is not checked." }</strong></p>
            { members("Header", &token.header) }
            { members("Claims", &token.claims) }
        </section>
    }
}
