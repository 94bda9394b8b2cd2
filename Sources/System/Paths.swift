import Foundation
import Glibc

/// Why a file cannot be read.
package enum FileFault: Error, Hashable, CustomStringConvertible {
    case missing
    case forbidden
    case folder
    /// In the system's words.
    case other(String)

    /// `nil` where it can be.
    package init?(of path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: self = .missing
            case EACCES: self = .forbidden
            default: self = .other(String(cString: strerror(errno)))
            }
            return
        }
        close(descriptor)
        guard FileFault.isFolder(path) else { return nil }
        self = .folder
    }

    package var description: String {
        switch self {
        case .missing: "there is no such file"
        case .forbidden: "this user may not read it"
        case .folder: "it is a folder"
        case .other(let cause): cause
        }
    }

    /// What is in a file, or comes out of a pipe, that a user names.
    package static func bytes(of path: String) throws(FileFault) -> [UInt8] {
        if FileFault.isFolder(path) { throw .folder }
        guard let file = FileHandle(forReadingAtPath: path) else { throw FileFault(of: path) ?? .missing }
        do {
            return Array(try file.readToEnd() ?? Data())
        } catch {
            throw .other("it cannot be read to its end")
        }
    }

    /// Of a file whose content is the matter, or which cannot be read at all.
    package static func cause(_ path: String, otherwise content: String) -> String {
        FileFault(of: path)?.description ?? content
    }

    /// False where nothing is there.
    package static func isFolder(_ path: String) -> Bool { kind(path) == S_IFDIR }

    /// True for a file of any kind that is no folder.
    package static func isInTheWay(ofFolder path: String) -> Bool { kind(path).map { $0 != S_IFDIR } ?? false }

    /// True for a file that its permissions let every user read.
    package static func isReadableByAll(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IROTH != 0
    }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}

/// One name for one file, whatever folder a process was started in.
package enum AbsolutePath {
    /// With symbolic links followed as far as the file is there.
    package static func text(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
    }
}

/// A path in its one plain spelling.
package enum PlainPath {
    /// Without `.`, `..` and doubled slashes; absolute paths only, and links are left alone.
    package static func of(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                parts = parts.dropLast()
            } else {
                parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
