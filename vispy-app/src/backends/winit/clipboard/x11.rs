//! The clipboard of X11: whoever wants the picture is given it as a PNG file.

use png::{BitDepth, ColorType, Encoder, EncodingError};
pub(super) use x11_clipboard::Clipboard;

pub(super) fn open() -> Result<Clipboard, String> {
    Clipboard::new().map_err(|error| error.to_string())
}

pub(super) fn put(clipboard: &mut Clipboard, size: [u32; 2], rgba: Vec<u8>) -> Result<(), String> {
    let file = png_file(size, &rgba).map_err(|error| error.to_string())?;
    let stored = clipboard
        .setter
        .get_atom("image/png")
        .and_then(|format| clipboard.store(clipboard.setter.atoms.clipboard, format, file));
    stored.map_err(|error| error.to_string())
}

fn png_file([width, height]: [u32; 2], rgba: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgba)?;
    writer.finish()?;
    Ok(file)
}
