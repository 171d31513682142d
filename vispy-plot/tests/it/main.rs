//! The tests of what users of the crate see.

mod cli;
mod data;
mod document;
mod files;
mod readers;
