import Foundation

/// One name for one file, whatever folder a process was started in.
package enum AbsolutePath {
    /// With symbolic links followed as far as the file is there.
    package static func text(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
    }
}
