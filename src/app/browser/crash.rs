//! What the page says when the program stops on a fault of its own.

use std::panic::PanicHookInfo;

use web_sys::{Document, Element, window};

/// Sees to it that a fault is said on the page and on the console.
pub(crate) fn watch() {
    std::panic::set_hook(Box::new(|fault| {
        console_error_panic_hook::hook(fault);
        // Where even this fails there is nothing left to say it with.
        let _ = show(fault);
    }));
}

fn show(fault: &PanicHookInfo<'_>) -> Option<()> {
    let document = window()?.document()?;
    let message = document.create_element("div").ok()?;
    message.set_class_name("crash");
    message.set_attribute("role", "alert").ok()?;
    let lines = [
        "Policyscope stopped on a fault of its own.",
        "Reload the page to go on: what you wrote is stored in this browser, up to the last half second.",
        &fault.to_string(),
    ];
    for line in lines {
        let paragraph = paragraph(&document, line)?;
        message.append_child(&paragraph).ok()?;
    }
    document.body()?.append_child(&message).ok()?;
    Some(())
}

fn paragraph(document: &Document, text: &str) -> Option<Element> {
    let paragraph = document.create_element("p").ok()?;
    paragraph.set_text_content(Some(text));
    Some(paragraph)
}
