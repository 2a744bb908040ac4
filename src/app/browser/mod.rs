//! The few things of the browser that the page uses besides its elements.

pub(crate) mod address;
pub(crate) mod catalogue_files;
pub(crate) mod clipboard;
pub(crate) mod crash;
pub(crate) mod drafts;
pub(crate) mod files;
pub(crate) mod focus;
pub(crate) mod idle;
pub(crate) mod page_files;
pub(crate) mod storage;
pub(crate) mod theme;
