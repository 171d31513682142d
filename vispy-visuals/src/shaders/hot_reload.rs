//! Live editing: files of GLSL in a watched folder take the place of the snippets of the same name.
//!
//! A snippet's name is its path below the folder: `lib/math/pi.glsl` for a built-in one, `my/fade.glsl` for one of your own
//! that is called so. What changes is drawn in the next frame. A text that is wrong is logged with its line, and the
//! last program that was right goes on drawing. The files are looked at four times a second.
//!
//! The variable `VISPY_HOT_RELOAD=folder` watches a folder from the first device on; [`watch`] does so in a program.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, Once, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, SystemTime},
};

use super::library::{self, Library};

/// The environment variable that names a folder to watch.
const FOLDER_VARIABLE: &str = "VISPY_HOT_RELOAD";

/// How often the files are looked at.
const INTERVAL: Duration = Duration::from_millis(250);

/// The deepest folder below a watched one that is looked into.
const MOST_DEPTH: usize = 8;

/// Counts changes of the texts that devices draw with.
static EPOCH: AtomicU64 = AtomicU64::new(0);

static STATE: Mutex<State> = Mutex::new(State::new());

type Listener = Box<dyn Fn() -> bool + Send>;

struct State {
    folders: Vec<PathBuf>,
    files: BTreeMap<PathBuf, File>,
    /// What changed and no frame has begun since.
    pending: bool,
    library: Option<Arc<Library>>,
    errors: Vec<String>,
    listeners: Vec<Listener>,
}

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq)]
struct File {
    name: String,
    text: String,
    stamp: (Option<SystemTime>, u64),
}

impl State {
    const fn new() -> Self {
        Self {
            folders: Vec::new(),
            files: BTreeMap::new(),
            pending: false,
            library: None,
            errors: Vec::new(),
            listeners: Vec::new(),
        }
    }

    /// Reads what changed; returns whether some text did.
    fn look(&mut self) -> bool {
        let mut found = BTreeMap::new();
        for root in &self.folders {
            collect(root, root, MOST_DEPTH, &self.files, &mut found);
        }
        let texts = found.values().map(|file| (&file.name, &file.text));
        let changed = !texts.eq(self.files.values().map(|file| (&file.name, &file.text)));
        self.files = found;
        self.pending |= changed;
        changed
    }

    /// The built-in snippets with the files in their places.
    fn merged(&self) -> Library {
        let mut merged = Library::new();
        for path in library::paths() {
            if let Ok(snippet) = library::snippet(path) {
                merged.add(path, snippet.source().to_owned());
            }
        }
        for file in self.files.values() {
            merged.add(&file.name, file.text.clone());
        }
        merged
    }
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads the files below a folder that are not as they were.
fn collect(
    root: &Path,
    folder: &Path,
    depth: usize,
    known: &BTreeMap<PathBuf, File>,
    found: &mut BTreeMap<PathBuf, File>,
) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(meta) = entry.metadata() else { continue };
        if meta.is_dir() && depth > 0 {
            collect(root, &path, depth - 1, known, found);
        }
        if !meta.is_file() || path.extension().is_none_or(|extension| extension != "glsl") {
            continue;
        }
        let stamp = (meta.modified().ok(), meta.len());
        let before = known.get(&path);
        if let Some(same) = before.filter(|file| file.stamp == stamp) {
            found.insert(path, same.clone());
            continue;
        }
        let below = path.strip_prefix(root).unwrap_or(&path);
        let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        match fs::read_to_string(&path) {
            // An editor that writes anew leaves nothing for a moment.
            Ok(text) if !text.is_empty() => drop(found.insert(path, File { name, text, stamp })),
            _ => {
                if let Some(before) = before {
                    found.insert(path, before.clone());
                }
            }
        }
    }
}

/// Watches a folder: its files of GLSL take the places of the snippets of the same names, now and whenever they change.
///
/// # Errors
///
/// What the file system says when the folder cannot be read.
///
/// # Example
///
/// ```no_run
/// vispy_visuals::shaders::hot_reload::watch("vispy-visuals/shaders")?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn watch(folder: impl Into<PathBuf>) -> io::Result<()> {
    static THREAD: Once = Once::new();
    let folder = folder.into();
    fs::read_dir(&folder)?;
    let mut state = state();
    if !state.folders.contains(&folder) {
        state.folders.push(folder);
    }
    drop(state);
    poll();
    let mut started = Ok(());
    THREAD.call_once(|| {
        let run = || loop {
            thread::sleep(INTERVAL);
            poll();
        };
        started = thread::Builder::new().name("vispy hot reload".to_owned()).spawn(run).map(drop);
    });
    started
}

/// Watches the folder of the environment variable, once.
pub(crate) fn watch_named() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        if let Some(folder) = std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty())
            && let Err(error) = watch(PathBuf::from(&folder))
        {
            tracing::error!(folder = %folder.display(), %error, "{FOLDER_VARIABLE} names no folder");
        }
    });
}

/// Looks at the files at once; returns whether some text changed. The next frame draws with it.
pub fn poll() -> bool {
    let mut state = state();
    let changed = state.look();
    if changed {
        // A listener says whether it is still there.
        state.listeners.retain(|listener| listener());
    }
    changed
}

/// Calls a function whenever some text changed, for as long as it returns `true`; it may come from another thread. For
/// windows, which sleep until something happens.
pub fn on_change(listener: impl Fn() -> bool + Send + 'static) {
    state().listeners.push(Box::new(listener));
}

/// Returns what is wrong with the texts that are drawn with now, each as it was logged.
pub fn errors() -> Vec<String> {
    state().errors.clone()
}

/// Logs what is wrong with a text, once.
pub(crate) fn report(error: &str) {
    let mut state = state();
    if !state.errors.iter().any(|known| known == error) {
        tracing::error!("the last good program goes on drawing: {error}");
        state.errors.push(error.to_owned());
    }
}

/// Begins a frame: what changed before it counts from now on.
pub(crate) fn begin_frame() {
    watch_named();
    let mut state = state();
    if std::mem::take(&mut state.pending) {
        state.library = Some(Arc::new(state.merged()));
        state.errors.clear();
        EPOCH.fetch_add(1, Ordering::Release);
    }
}

/// The number of changes so far, the last of them included that a frame began with.
pub(crate) fn epoch() -> u64 {
    EPOCH.load(Ordering::Acquire)
}

/// The texts to draw with; `None` while no folder is watched.
pub(crate) fn library() -> Option<Arc<Library>> {
    state().library.clone()
}
