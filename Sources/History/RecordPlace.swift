import Foundation
import Glibc
import Postgres

/// Where a record is kept.
package enum RecordPlace: Sendable, Hashable {
    /// In a SQLite file at that path.
    case file(String)
    case postgres(PostgresPlace)

    /// False where no daemon has begun one yet.
    package var isBegun: Bool {
        get throws(HistoryError) {
            switch self {
            case .file(let path): try RecordPlace.isFile(at: path)
            case .postgres: try History(readingAt: self) != nil
            }
        }
    }

    /// False where nothing is at the path; throws where nobody can tell, since a folder may not be entered.
    static func isFile(at path: String) throws(HistoryError) -> Bool {
        var found = stat()
        if stat(path, &found) == 0 { return true }
        let code = errno
        if code == ENOENT || code == ENOTDIR { return false }
        throw .unusable(
            path, cause: String(cString: strerror(code)),
            hint: "ask as the user that runs ratingwatch, or as one of its group")
    }

    /// As messages name it.
    package var subject: String {
        switch self {
        case .file(let path): path
        case .postgres(let place): place.address.subject
        }
    }
}
