//! Files for tests, each in its own folder of the build directory.

use std::path::{Path, PathBuf};

/// Writes a file whose name no other test uses, and returns its path.
pub(crate) fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    path
}

/// Puts a NumPy header of version 1 before data; `pad` spaces shift the data.
pub(crate) fn npy(descr: &str, fortran: bool, shape: &str, data: &[u8], pad: usize) -> Vec<u8> {
    let fortran = if fortran { "True" } else { "False" };
    let text = format!("{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}");
    npy_with_header(&text, data, pad)
}

/// The same with any header; it ends at a multiple of 64 bytes plus `pad`.
pub(crate) fn npy_with_header(text: &str, data: &[u8], pad: usize) -> Vec<u8> {
    let len = (10 + text.len() + 1).next_multiple_of(64) - 10 + pad;
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend(u16::try_from(len).unwrap_or(u16::MAX).to_le_bytes());
    bytes.extend(format!("{text:<width$}\n", width = len - 1).bytes());
    bytes.extend(data);
    bytes
}
