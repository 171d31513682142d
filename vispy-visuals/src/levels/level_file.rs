//! The extremes of a signal in a file, so that a long one need not be read again.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use bytemuck::{cast_slice, cast_slice_mut};
use crc32fast::Hasher;

use super::SignalTree;
use crate::samples::{Sample, Samples, SliceVisitor};

/// What such a file begins with; the number is the version of its form, the least significant byte of its numbers first.
const MAGIC: &[u8; 8] = b"VSPLVLS1";
/// The ending of their names.
const ENDING: &str = "levels";
/// Bytes that such files in one folder may take together; those that were not used for the longest time go first.
const MOST_BYTES: u64 = 4 << 30;

/// Where the extremes of a signal are kept from one run of a program to the next.
///
/// Whoever lends [samples](crate::samples::SampleSource) from a file knows which file that is, and can tell whether it has
/// changed; the key says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelFile {
    path: PathBuf,
    key: String,
}

impl LevelFile {
    /// A file at `path`; what is found there is used only if it was kept with the same `key`.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, key: impl Into<String>) -> Self {
        Self { path: path.into(), key: key.into() }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the tree of some samples. Another program that reads the file meanwhile finds the one before, or all of this.
    ///
    /// # Errors
    /// What the system says: no room, no right to write there.
    pub fn write(&self, tree: &SignalTree, samples: &Samples) -> io::Result<()> {
        let Samples::Source(source) = samples else { return Ok(()) };
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let unfinished = self.path.with_extension(format!("{}.part", std::process::id()));
        let written = File::create(&unfinished).and_then(|file| {
            let mut sink = Summed { inner: BufWriter::new(file), sum: Hasher::new() };
            source.slice().visit(Put { tree, key: &self.key, sink: &mut sink })?;
            let sum = sink.sum.finalize();
            sink.inner.write_all(&sum.to_le_bytes())?;
            sink.inner.flush()
        });
        let kept = written.and_then(|()| fs::rename(&unfinished, &self.path));
        if kept.is_ok()
            && let Some(folder) = self.path.parent()
        {
            make_room(folder, MOST_BYTES);
        }
        if kept.is_err() {
            // Nothing is left behind, as far as the system lets us.
            let _ = fs::remove_file(&unfinished);
        }
        kept
    }

    /// The tree that was kept of some samples; `None` if none was, or it is of others, or damaged.
    #[must_use]
    pub fn read(&self, samples: &Samples) -> Option<SignalTree> {
        let Samples::Source(source) = samples else { return None };
        let file = File::open(&self.path).ok()?;
        // So that what is used is seen to be; where that is not allowed it only goes sooner.
        let _ = file.set_modified(SystemTime::now());
        let size_bytes = file.metadata().ok()?.len();
        let stream = Summed { inner: BufReader::new(file), sum: Hasher::new() };
        source.slice().visit(Get { key: &self.key, size_bytes, stream })
    }
}

/// Removes files from a folder until they take at most so many bytes, those that were not used for the longest time first.
fn make_room(folder: &Path, most_bytes: u64) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let file = |entry: fs::DirEntry| {
        let is_ours = entry.path().extension().is_some_and(|ending| ending == ENDING);
        let about = entry.metadata().ok().filter(|_| is_ours)?;
        Some((about.modified().ok()?, about.len(), entry.path()))
    };
    let mut files: Vec<_> = entries.filter_map(file).collect();
    files.sort();
    let mut bytes: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
    for (_, its_bytes, path) in files {
        if bytes <= most_bytes {
            return;
        }
        if fs::remove_file(path).is_ok() {
            bytes -= its_bytes;
        }
    }
}

/// What comes before the numbers.
fn head<T: Sample>(key: &str, len: usize) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    head.extend((key.len() as u64).to_le_bytes());
    head.extend(key.as_bytes());
    head.extend((len as u64).to_le_bytes());
    head.extend(std::any::type_name::<T>().as_bytes());
    head
}

/// Writes a tree.
struct Put<'a, W> {
    tree: &'a SignalTree,
    key: &'a str,
    sink: &'a mut Summed<W>,
}

impl<W: Write> SliceVisitor for Put<'_, W> {
    type Output = io::Result<()>;

    fn visit<T: Sample>(self, slice: &[T]) -> io::Result<()> {
        if cfg!(target_endian = "big") {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let Some(leaves) = self.tree.leaves::<T>().filter(|_| self.tree.len() == slice.len()) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        self.sink.write_all(&head::<T>(self.key, slice.len()))?;
        self.sink.write_all(cast_slice(leaves.ranges))?;
        self.sink.write_all(cast_slice(leaves.gaps))?;
        self.sink.write_all(cast_slice(leaves.voids))
    }
}

/// Reads a tree.
struct Get<'a, R> {
    key: &'a str,
    size_bytes: u64,
    stream: Summed<R>,
}

impl<R: Read> SliceVisitor for Get<'_, R> {
    type Output = Option<SignalTree>;

    fn visit<T: Sample>(mut self, slice: &[T]) -> Option<SignalTree> {
        let expected = head::<T>(self.key, slice.len());
        let [ranges, words] = SignalTree::leaf_counts(slice.len());
        let data_bytes = ranges * size_of::<[T; 2]>() + 2 * words * size_of::<u64>();
        let all_bytes = expected.len() + data_bytes + size_of::<u32>();
        if self.size_bytes != all_bytes as u64 || cfg!(target_endian = "big") {
            return None;
        }
        let mut found = vec![0; expected.len()];
        self.stream.read_exact(&mut found).ok()?;
        if found != expected {
            return None;
        }
        let mut ranges = vec![[T::zeroed(); 2]; ranges];
        let [mut gaps, mut voids] = [vec![0_u64; words], vec![0_u64; words]];
        self.stream.read_exact(cast_slice_mut(&mut ranges)).ok()?;
        self.stream.read_exact(cast_slice_mut(&mut gaps)).ok()?;
        self.stream.read_exact(cast_slice_mut(&mut voids)).ok()?;
        let mut sum = [0; 4];
        self.stream.inner.read_exact(&mut sum).ok()?;
        if self.stream.sum.finalize() != u32::from_le_bytes(sum) {
            return None;
        }
        Some(SignalTree::of_leaves(ranges, [gaps, voids], slice.len()))
    }
}

/// Bytes that go through here are summed.
struct Summed<S> {
    inner: S,
    sum: Hasher,
}

impl<W: Write> Summed<W> {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sum.update(bytes);
        self.inner.write_all(bytes)
    }
}

impl<R: Read> Summed<R> {
    fn read_exact(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.inner.read_exact(bytes)?;
        self.sum.update(bytes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, key: &str) -> LevelFile {
        LevelFile::new(std::env::temp_dir().join(format!("vispy-{}-{name}.levels", std::process::id())), key)
    }

    #[test]
    fn what_is_read_is_what_was_written() {
        let mut values: Vec<f32> = (0..100_000).map(|i| (i as f32 * 0.37).sin()).collect();
        values[500] = f32::NAN;
        values[640..704].fill(f32::NAN);
        let samples = Samples::from(values);
        let tree = SignalTree::new(&samples);
        let file = file("same", "a key");
        file.write(&tree, &samples).unwrap();
        assert_eq!(file.read(&samples).unwrap().nodes::<f32>(), tree.nodes::<f32>());
        fs::remove_file(file.path()).unwrap();
    }

    #[test]
    fn what_is_of_others_or_damaged_is_not_read() {
        let samples = Samples::from((0..1000_i16).collect::<Vec<_>>());
        let kept = file("damaged", "a key");
        assert!(kept.read(&samples).is_none(), "there is none");
        kept.write(&SignalTree::new(&samples), &samples).unwrap();
        assert!(kept.read(&samples).is_some());
        assert!(file("damaged", "b key").read(&samples).is_none(), "another key");
        for other in [Samples::from(vec![0_i16; 1001]), Samples::from(vec![0_u16; 1000])] {
            assert!(kept.read(&other).is_none(), "other samples");
        }
        let good = fs::read(kept.path()).unwrap();
        for at in [0, 9, 30, good.len() / 2, good.len() - 1] {
            let mut bad = good.clone();
            bad[at] ^= 4;
            fs::write(kept.path(), bad).unwrap();
            assert!(kept.read(&samples).is_none(), "byte {at}");
        }
        fs::write(kept.path(), &good[..good.len() - 1]).unwrap();
        assert!(kept.read(&samples).is_none(), "cut off");
        fs::remove_file(kept.path()).unwrap();
    }

    #[test]
    fn what_was_not_used_for_long_makes_room() {
        let folder = std::env::temp_dir().join(format!("vispy-{}-room", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (age, name) in ["new.levels", "old.levels", "older.levels", "other.txt"].iter().enumerate() {
            let file = File::create(folder.join(name)).unwrap();
            file.set_len(100).unwrap();
            let age = std::time::Duration::from_secs(3600 * age as u64);
            file.set_modified(SystemTime::now() - age).unwrap();
        }
        make_room(&folder, 250);
        let left = |name| folder.join(name).exists();
        let names = ["new.levels", "old.levels", "older.levels", "other.txt"];
        assert_eq!(names.map(left), [true, true, false, true]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let samples = Samples::from(vec![1.0_f64; 100]);
        let folder = std::env::temp_dir().join(format!("vispy-{}-no-folder", std::process::id()));
        fs::write(&folder, "a file is in the way").unwrap();
        let nowhere = LevelFile::new(folder.join("x.levels"), "");
        assert!(nowhere.write(&SignalTree::new(&samples), &samples).is_err());
        fs::remove_file(&folder).unwrap();
    }
}
