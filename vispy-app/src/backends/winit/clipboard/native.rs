//! The clipboard of Windows and macOS.

use std::borrow::Cow;

pub(super) use arboard::Clipboard;

pub(super) fn open() -> Result<Clipboard, String> {
    Clipboard::new().map_err(|error| error.to_string())
}

pub(super) fn put(clipboard: &mut Clipboard, [width, height]: [u32; 2], rgba: Vec<u8>) -> Result<(), String> {
    let image =
        arboard::ImageData { width: width as usize, height: height as usize, bytes: Cow::Owned(rgba) };
    clipboard.set_image(image).map_err(|error| error.to_string())
}
