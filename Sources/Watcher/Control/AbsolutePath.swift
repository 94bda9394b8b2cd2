import Foundation

/// One name for one file, whatever folder a process was started in.
enum AbsolutePath {
    /// With symbolic links followed as far as the file is there.
    static func text(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
    }
}
