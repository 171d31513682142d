//! Bytes as they arrive.

use std::fs::{File, Metadata};
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The most bytes taken at once.
const MOST: usize = 1 << 16;
/// How often a file is looked at that does not grow.
const LOOK: Duration = Duration::from_millis(50);

/// What arrived.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chunk {
    /// More of the same.
    Bytes(Vec<u8>),
    /// What arrived before does not count any more.
    Anew,
}

/// Where bytes come from.
#[derive(Debug)]
pub(super) enum Source {
    Stdin,
    File(Follow),
}

/// A file that grows.
#[derive(Debug)]
pub(super) struct Follow {
    path: PathBuf,
    file: File,
    /// Whether to wait for more at the end.
    waits: bool,
}

impl Source {
    pub(super) fn follow(path: &Path, waits: bool) -> io::Result<Self> {
        Ok(Self::File(Follow { path: path.to_owned(), file: File::open(path)?, waits }))
    }

    /// Waits for what comes next; `None` at the end.
    pub(super) fn next(&mut self) -> Option<Chunk> {
        let mut buffer = vec![0; MOST];
        let read = match self {
            Self::Stdin => io::stdin().lock().read(&mut buffer),
            Self::File(follow) => match follow.read(&mut buffer) {
                Ok(None) => return Some(Chunk::Anew),
                Ok(Some(read)) => Ok(read),
                Err(error) => Err(error),
            },
        };
        match read {
            Ok(0) => None,
            Ok(read) => {
                buffer.truncate(read);
                Some(Chunk::Bytes(buffer))
            }
            Err(error) => {
                eprintln!("vispy: reading ended: {error}");
                None
            }
        }
    }
}

impl Follow {
    /// Reads what is new; `None` when the file is another one or shorter, and 0 at an end that is not waited at.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        loop {
            let read = self.file.read(buffer)?;
            if read > 0 || !self.waits {
                return Ok(Some(read));
            }
            if self.file.metadata()?.len() < self.file.stream_position()? {
                eprintln!("vispy: {} became shorter: starting anew", self.path.display());
                self.file.rewind()?;
                return Ok(None);
            }
            // A file that was moved away is followed until there is another one in its place.
            if let Ok(now) = self.path.metadata()
                && !is_same(&now, &self.file.metadata()?)
            {
                eprintln!("vispy: {} is another file now: starting anew", self.path.display());
                self.file = File::open(&self.path)?;
                return Ok(None);
            }
            std::thread::sleep(LOOK);
        }
    }
}

#[cfg(unix)]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same(a: &Metadata, b: &Metadata) -> bool {
    matches!((a.created(), b.created()), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_is_followed_when_it_grows_shrinks_and_is_replaced() {
        let folder = std::env::temp_dir().join(format!("vispy-follow-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("log.txt");
        std::fs::write(&path, "1\n2\n").unwrap();
        let mut source = Source::follow(&path, true).unwrap();
        let bytes = |text: &str| Some(Chunk::Bytes(text.into()));
        assert_eq!(source.next(), bytes("1\n2\n"));
        File::options().append(true).open(&path).unwrap().write_all(b"3\n").unwrap();
        assert_eq!(source.next(), bytes("3\n"));
        std::fs::write(&path, "9\n").unwrap();
        assert_eq!([source.next(), source.next()], [Some(Chunk::Anew), bytes("9\n")]);
        std::fs::write(folder.join("new.txt"), "7\n8\n").unwrap();
        std::fs::rename(folder.join("new.txt"), &path).unwrap();
        assert_eq!([source.next(), source.next()], [Some(Chunk::Anew), bytes("7\n8\n")]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
