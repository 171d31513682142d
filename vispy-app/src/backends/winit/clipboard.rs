//! The clipboard of the system.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::error::Error;

thread_local! {
    /// Kept, because on X11 what was copied is gone with the one who copied it.
    static CLIPBOARD: RefCell<Option<arboard::Clipboard>> = const { RefCell::new(None) };
}

/// Puts a picture on the system's clipboard: RGBA bytes with straight alpha, rows from the top down.
///
/// On X11 it stays there as long as this program runs. On Wayland it goes through Xwayland.
///
/// # Errors
///
/// [`Error::Clipboard`] when the bytes are not `4 * width * height`, and when there is no clipboard.
pub fn copy_image(width: u32, height: u32, rgba: Vec<u8>) -> Result<(), Error> {
    let (width, height) = (width as usize, height as usize);
    let bytes = width * height * 4;
    if rgba.len() != bytes {
        let reason = format!("a picture of {width} x {height} has {bytes} bytes, not {}", rgba.len());
        return Err(Error::Clipboard { reason });
    }
    let failed = |error: arboard::Error| Error::Clipboard { reason: error.to_string() };
    CLIPBOARD.with_borrow_mut(|slot| {
        let clipboard = match slot {
            Some(clipboard) => clipboard,
            None => slot.insert(arboard::Clipboard::new().map_err(failed)?),
        };
        clipboard.set_image(arboard::ImageData { width, height, bytes: Cow::Owned(rgba) }).map_err(failed)
    })
}
