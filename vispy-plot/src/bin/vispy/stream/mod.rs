//! Lines of numbers that arrive while they are shown: standard input and growing files.

mod cells;
mod feeder;
mod layout;
mod source;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use vispy_plot::Figure;

use crate::args::Args;
use crate::failure::Failure;
use crate::output;
use feeder::Feeder;
use layout::Layout;
use source::{Chunk, Source};

/// How long a window waits for the first line, which says how many columns there are.
const PATIENCE: Duration = Duration::from_millis(500);
/// Chunks that may wait; a producer that is faster waits too.
const WAITING_CHUNKS: usize = 64;

/// Whether the command line asks for a stream.
pub(crate) fn is_wanted(args: &Args) -> bool {
    args.follow || args.files.iter().any(|file| file.as_os_str() == "-")
}

/// Shows what arrives, or writes a picture of all that there is.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let [file] = args.files.as_slice() else {
        return Err(Failure::Usage("one stream at a time: give '-' or one file to follow alone".to_owned()));
    };
    // A picture is made of all that there is, and a window shows what comes.
    let to_end = args.output.is_some() || !output::has_display();
    let chunks = chunks(source(file, to_end)?);
    let (layout, early) = first_lines(args, &chunks, to_end)?;
    let mut figure = Figure::new();
    let mut feeder = Feeder::new(layout, args, &name(file), &mut figure);
    early.iter().for_each(|chunk| feeder.take(chunk));
    if to_end {
        chunks.iter().for_each(|chunk| feeder.take(&chunk));
        feeder.end();
        return match &args.output {
            Some(path) => output::save(&figure, path, args.dpi),
            None => output::show(&figure, args.dpi),
        };
    }
    let counted = feeder.broken();
    std::thread::spawn(move || {
        chunks.iter().for_each(|chunk| feeder.take(&chunk));
    });
    let shown = output::show(&figure, args.dpi);
    counted.report();
    shown
}

/// Where the lines come from.
fn source(file: &Path, to_end: bool) -> Result<Source, Failure> {
    if file.as_os_str() == "-" {
        return Ok(Source::Stdin);
    }
    let unreadable = |error| Failure::Usage(format!("{}: {error}", file.display()));
    Source::follow(file, !to_end).map_err(unreadable)
}

fn name(file: &Path) -> String {
    if file.as_os_str() == "-" {
        return "standard input".to_owned();
    }
    PathBuf::from(file.file_stem().unwrap_or(file.as_os_str())).display().to_string()
}

/// Reads on a thread of its own.
fn chunks(mut source: Source) -> Receiver<Chunk> {
    let (sender, receiver) = sync_channel(WAITING_CHUNKS);
    std::thread::spawn(move || {
        while let Some(chunk) = source.next() {
            if sender.send(chunk).is_err() {
                return;
            }
        }
    });
    receiver
}

/// Waits until a line says what the columns are; without one for a while, they are what the options say.
fn first_lines(args: &Args, chunks: &Receiver<Chunk>, to_end: bool) -> Result<(Layout, Vec<Chunk>), Failure> {
    let begin = Instant::now();
    let mut early = Vec::new();
    let mut text = Vec::new();
    loop {
        let waits = to_end || Layout::needs_names(args);
        let received = match PATIENCE.checked_sub(begin.elapsed()) {
            _ if waits => chunks.recv().map_err(RecvTimeoutError::from),
            Some(left) => chunks.recv_timeout(left),
            None => Err(RecvTimeoutError::Timeout),
        };
        let ended = match received {
            Ok(chunk) => {
                if let Chunk::Bytes(bytes) = &chunk {
                    text.extend_from_slice(bytes);
                }
                early.push(chunk);
                false
            }
            Err(RecvTimeoutError::Timeout) => return Ok((Layout::unknown(args)?, early)),
            Err(RecvTimeoutError::Disconnected) => true,
        };
        if let Some(layout) = Layout::of(&text, ended, args)? {
            return Ok((layout, early));
        }
        if ended {
            return Err(Failure::Usage("no line with numbers arrived".to_owned()));
        }
    }
}
