//! The binary form of commands and of answers: a header with a version, then each item behind its length.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Command;
use crate::error::{Error, Result};
use crate::interpreter::Reply;

/// First bytes of a stream of commands.
const COMMANDS: [u8; 4] = *b"GLIR";
/// First bytes of a stream of answers.
const REPLIES: [u8; 4] = *b"GLIA";
/// Version of the binary form. A stream of another version is refused.
pub const VERSION: u16 = 1;
/// Longest encoded command or answer, in bytes.
pub const LONGEST_ITEM_BYTES: usize = 1 << 30;

/// Encodes commands as one stream.
///
/// # Errors
/// `Stream` when a command is longer than [`LONGEST_ITEM_BYTES`].
pub fn encode(commands: &[Command]) -> Result<Vec<u8>> {
    write(COMMANDS, commands)
}

/// Decodes a stream that [`encode`] made. What is read is not trusted: lengths are checked before anything is
/// allocated.
///
/// # Errors
/// `Stream` with the place where the bytes stop being a stream of this version.
pub fn decode(stream: &[u8]) -> Result<Vec<Command>> {
    read(COMMANDS, stream)
}

/// Encodes answers as one stream, which goes the other way.
///
/// # Errors
/// `Stream` when an answer is longer than [`LONGEST_ITEM_BYTES`].
pub fn encode_replies(replies: &[Reply]) -> Result<Vec<u8>> {
    write(REPLIES, replies)
}

/// Decodes a stream that [`encode_replies`] made; as careful as [`decode`].
///
/// # Errors
/// `Stream` with the place where the bytes stop being a stream of this version.
pub fn decode_replies(stream: &[u8]) -> Result<Vec<Reply>> {
    read(REPLIES, stream)
}

fn wrong(reason: impl Into<String>, offset: usize) -> Error {
    Error::Stream { reason: reason.into(), offset }
}

fn write<T: Serialize>(magic: [u8; 4], items: &[T]) -> Result<Vec<u8>> {
    let mut stream = Vec::with_capacity(64);
    stream.extend_from_slice(&magic);
    stream.extend_from_slice(&VERSION.to_le_bytes());
    for (index, item) in items.iter().enumerate() {
        let offset = stream.len();
        let body = postcard::to_allocvec(item).map_err(|error| wrong(error.to_string(), offset))?;
        if body.len() > LONGEST_ITEM_BYTES {
            let reason = format!("item {index} takes {} bytes, the most is {LONGEST_ITEM_BYTES}", body.len());
            return Err(wrong(reason, offset));
        }
        // The limit is below u32::MAX.
        stream.extend_from_slice(&(body.len() as u32).to_le_bytes());
        stream.extend_from_slice(&body);
    }
    Ok(stream)
}

fn read<T: DeserializeOwned>(magic: [u8; 4], stream: &[u8]) -> Result<Vec<T>> {
    let (found, rest) = stream.split_at_checked(4).ok_or_else(|| wrong("no header", 0))?;
    if found != magic {
        return Err(wrong(format!("it does not begin with '{}'", magic.escape_ascii()), 0));
    }
    let (version, mut rest) = rest.split_at_checked(2).ok_or_else(|| wrong("no version", 4))?;
    let version = u16::from_le_bytes([version[0], version[1]]);
    if version != VERSION {
        return Err(wrong(format!("version {version}, this is version {VERSION}"), 4));
    }
    let mut items = Vec::new();
    while !rest.is_empty() {
        let offset = stream.len() - rest.len();
        let (length, tail) = rest.split_at_checked(4).ok_or_else(|| wrong("a length is cut off", offset))?;
        let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize;
        if length > LONGEST_ITEM_BYTES {
            return Err(wrong("an item is longer than allowed", offset));
        }
        let (body, tail) = tail
            .split_at_checked(length)
            .ok_or_else(|| wrong("an item is longer than what is left", offset))?;
        let (item, unread) = postcard::take_from_bytes(body)
            .map_err(|error| wrong(format!("an item cannot be read: {error}"), offset))?;
        if !unread.is_empty() {
            return Err(wrong("an item is shorter than its length", offset));
        }
        items.push(item);
        rest = tail;
    }
    Ok(items)
}
