//! The binary form of commands and of answers: a header with a version, then each item behind its length.

use std::io::{self, Read, Write};

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

fn header(magic: [u8; 4]) -> [u8; 6] {
    let ([a, b, c, d], [low, high]) = (magic, VERSION.to_le_bytes());
    [a, b, c, d, low, high]
}

fn write<T: Serialize>(magic: [u8; 4], items: &[T]) -> Result<Vec<u8>> {
    let mut stream = header(magic).to_vec();
    for item in items {
        let body = body(item, stream.len())?;
        // The limit is below u32::MAX.
        stream.extend_from_slice(&(body.len() as u32).to_le_bytes());
        stream.extend_from_slice(&body);
    }
    Ok(stream)
}

/// An item without its length.
fn body<T: Serialize>(item: &T, offset: usize) -> Result<Vec<u8>> {
    let body = postcard::to_allocvec(item).map_err(|error| wrong(error.to_string(), offset))?;
    if body.len() > LONGEST_ITEM_BYTES {
        let reason = format!("it takes {} bytes, the most is {LONGEST_ITEM_BYTES}", body.len());
        return Err(wrong(reason, offset));
    }
    Ok(body)
}

/// Writes a stream of commands as they come, into a file for instance.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    written: usize,
}

impl<W: Write> Writer<W> {
    /// A stream without commands yet.
    ///
    /// # Errors
    /// What `out` says.
    pub fn new(mut out: W) -> io::Result<Self> {
        let header = header(COMMANDS);
        out.write_all(&header)?;
        Ok(Self { out, written: header.len() })
    }

    /// Adds a command.
    ///
    /// # Errors
    /// What the output says; of the kind `InvalidData` when the command is longer than [`LONGEST_ITEM_BYTES`].
    pub fn push(&mut self, command: &Command) -> io::Result<()> {
        let body = body(command, self.written).map_err(io::Error::other)?;
        self.out.write_all(&(body.len() as u32).to_le_bytes())?;
        self.out.write_all(&body)?;
        self.written += 4 + body.len();
        Ok(())
    }

    /// Hands everything on to where it is kept.
    ///
    /// # Errors
    /// What the output says.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Reads a stream of commands one by one, from a file for instance. As careful as [`decode`]: memory grows with the
/// bytes that come, not with the lengths that they claim. After an error there is nothing more.
#[derive(Debug)]
pub struct Reader<R: Read> {
    items: Items<R>,
}

impl<R: Read> Reader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// `Stream` when it is not that of commands in this version.
    pub fn new(stream: R) -> Result<Self> {
        Ok(Self { items: Items::new(COMMANDS, stream)? })
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Command>;

    fn next(&mut self) -> Option<Result<Command>> {
        self.items.next().transpose()
    }
}

fn read<T: DeserializeOwned>(magic: [u8; 4], stream: &[u8]) -> Result<Vec<T>> {
    let mut reader = Items::new(magic, stream)?;
    let mut items = Vec::new();
    while let Some(item) = reader.next()? {
        items.push(item);
    }
    Ok(items)
}

/// The items of a stream.
#[derive(Debug)]
struct Items<R: Read> {
    stream: R,
    offset: usize,
    body: Vec<u8>,
    broken: bool,
}

impl<R: Read> Items<R> {
    fn new(magic: [u8; 4], stream: R) -> Result<Self> {
        let mut items = Self { stream, offset: 0, body: Vec::new(), broken: false };
        if !items.fill(4)? {
            return Err(wrong("no header", 0));
        }
        if items.body != magic {
            return Err(wrong(format!("it does not begin with '{}'", magic.escape_ascii()), 0));
        }
        if !items.fill(2)? {
            return Err(wrong("no version", 4));
        }
        let version = u16::from_le_bytes([items.body[0], items.body[1]]);
        if version != VERSION {
            return Err(wrong(format!("version {version}, this is version {VERSION}"), 4));
        }
        items.offset = 6;
        Ok(items)
    }

    /// Reads that many bytes into the body; false when there are fewer.
    fn fill(&mut self, length: usize) -> Result<bool> {
        self.body.clear();
        let read = self.stream.by_ref().take(length as u64).read_to_end(&mut self.body);
        read.map_err(|error| wrong(error.to_string(), self.offset))?;
        Ok(self.body.len() == length)
    }

    fn next<T: DeserializeOwned>(&mut self) -> Result<Option<T>> {
        if self.broken {
            return Ok(None);
        }
        self.broken = true;
        let offset = self.offset;
        if !self.fill(4)? {
            return if self.body.is_empty() { Ok(None) } else { Err(wrong("a length is cut off", offset)) };
        }
        let length = u32::from_le_bytes([self.body[0], self.body[1], self.body[2], self.body[3]]) as usize;
        if length > LONGEST_ITEM_BYTES {
            return Err(wrong("an item is longer than allowed", offset));
        }
        if !self.fill(length)? {
            return Err(wrong("an item is longer than what is left", offset));
        }
        let (item, unread) = postcard::take_from_bytes(&self.body)
            .map_err(|error| wrong(format!("an item cannot be read: {error}"), offset))?;
        if !unread.is_empty() {
            return Err(wrong("an item is shorter than its length", offset));
        }
        self.offset += 4 + length;
        self.broken = false;
        Ok(Some(item))
    }
}
