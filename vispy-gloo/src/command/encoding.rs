//! The binary form of commands: a header with a version, then each command behind its length.

use super::Command;
use crate::error::{Error, Result};

/// First bytes of a stream.
const MAGIC: [u8; 4] = *b"GLIR";
/// Version of the binary form. A stream of another version is refused.
pub const VERSION: u16 = 1;
/// Longest encoded command that is read.
const LONGEST_COMMAND_BYTES: usize = 1 << 31;

/// Encodes commands as one stream.
///
/// # Errors
/// `Stream` when a command cannot be encoded; none of today's commands is like that.
pub fn encode(commands: &[Command]) -> Result<Vec<u8>> {
    let mut stream = Vec::with_capacity(64);
    stream.extend_from_slice(&MAGIC);
    stream.extend_from_slice(&VERSION.to_le_bytes());
    for command in commands {
        let offset = stream.len();
        let body = postcard::to_allocvec(command)
            .map_err(|error| Error::Stream { reason: error.to_string(), offset })?;
        let length = u32::try_from(body.len()).map_err(|_too_long| Error::Stream {
            reason: format!("{} needs {} bytes; u32 counts them", command.name(), body.len()),
            offset,
        })?;
        stream.extend_from_slice(&length.to_le_bytes());
        stream.extend_from_slice(&body);
    }
    Ok(stream)
}

/// Decodes a stream that [`encode`] made. What is read is not trusted: lengths are checked before anything is
/// allocated.
///
/// # Errors
/// `Stream` with the place where the bytes stop being a stream of this version.
pub fn decode(stream: &[u8]) -> Result<Vec<Command>> {
    let wrong = |reason: &str, offset: usize| Error::Stream { reason: reason.to_owned(), offset };
    let (magic, rest) = stream.split_at_checked(4).ok_or_else(|| wrong("no header", 0))?;
    if magic != MAGIC {
        return Err(wrong("it does not begin with 'GLIR'", 0));
    }
    let (version, mut rest) = rest.split_at_checked(2).ok_or_else(|| wrong("no version", 4))?;
    let version = u16::from_le_bytes([version[0], version[1]]);
    if version != VERSION {
        return Err(wrong(&format!("version {version}, this is version {VERSION}"), 4));
    }
    let mut commands = Vec::new();
    while !rest.is_empty() {
        let offset = stream.len() - rest.len();
        let (length, tail) = rest.split_at_checked(4).ok_or_else(|| wrong("a length is cut off", offset))?;
        let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize;
        if length > LONGEST_COMMAND_BYTES {
            return Err(wrong("a command is longer than allowed", offset));
        }
        let (body, tail) = tail
            .split_at_checked(length)
            .ok_or_else(|| wrong("a command is longer than what is left", offset))?;
        let (command, unread) = postcard::take_from_bytes(body)
            .map_err(|error| wrong(&format!("not a command: {error}"), offset))?;
        if !unread.is_empty() {
            return Err(wrong("a command is shorter than its length", offset));
        }
        commands.push(command);
        rest = tail;
    }
    Ok(commands)
}
