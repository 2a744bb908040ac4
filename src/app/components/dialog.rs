//! A window over the page.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// Properties of [`Dialog`].
#[derive(PartialEq, Properties)]
pub(super) struct DialogProps {
    /// Id of its title.
    pub(super) title_id: AttrValue,
    /// Its title.
    pub(super) title: AttrValue,
    /// CSS classes.
    #[prop_or_default]
    pub(super) class: Classes,
    /// Whether it is shown.
    pub(super) is_open: bool,
    /// Called when it closes.
    pub(super) onclose: Callback<()>,
    /// What stands in the place of the button that closes it.
    #[prop_or_default]
    pub(super) footer: Option<Html>,
    /// What is in it.
    pub(super) children: Html,
}

/// A dialog with a title and a button that closes it, or buttons of its own; Escape closes it too. The focus then goes back to where it was.
#[component]
pub(super) fn Dialog(props: &DialogProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(props.is_open, move |is_open| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if *is_open && !dialog.open() {
                // It fails only for a dialog that is open already or out of the page.
                let _ = dialog.show_modal();
            } else if !is_open {
                dialog.close();
            }
        });
    }
    let onclose = props.onclose.reform(|_: Event| ());
    let close = props.onclose.reform(|_: MouseEvent| ());
    html! {
        <dialog ref={dialog} class={classes!("dialog", props.class.clone())} aria-labelledby={&props.title_id} {onclose}>
            <h2 id={&props.title_id}>{ &props.title }</h2>
            { props.children.clone() }
            if let Some(footer) = &props.footer {
                <div class="dialog-footer">{ footer.clone() }</div>
            } else {
                <button type="button" class="button dialog-close" onclick={close}>{ "Close" }</button>
            }
        </dialog>
    }
}
