import Foundation
import Glibc

extension DocumentFolder {
    private struct File {
        let path: String
        /// Seconds since 1970.
        let time: Int
        let bytes: Int
    }

    /// Removes what is older than `keep` seconds and, where more than `most` bytes are left, the oldest until a tenth is free
    /// again, so that the next walk over all files is far off. Answers the bytes that are left. `isSure`: also where most of them are
    /// too old at once; of that it is likelier that the clock is wrong, and `isDoubted` says so.
    func sweep(keep: Double, most: Int, at now: Date, isSure: Bool = true) -> (left: Int, isDoubted: Bool) {
        let oldest = Int(now.timeIntervalSince1970 - keep)
        var kept: [File] = []
        let all = files()
        let old = all.count { $0.time < oldest }
        if !isSure, old > DocumentFolder.few, old > all.count / 2 { return (all.reduce(0) { $0 + $1.bytes }, true) }
        for file in all {
            // Nothing is being written now: what is unfinished is what a kill has left.
            if file.time < oldest || file.path.hasSuffix(StoredDocument.unfinished) {
                unlink(file.path)
            } else {
                kept.append(file)
            }
        }
        var left = kept.reduce(0) { $0 + $1.bytes }
        guard left > most else { return (left, false) }
        for file in kept.sorted(by: { ($0.time, $0.path) < ($1.time, $1.path) }) where left > most / 10 * 9 {
            if unlink(file.path) == 0 { left -= file.bytes }
        }
        return (left, false)
    }

    /// So few may well be too old all at once.
    private static let few = 10

    private func files() -> [File] {
        names(in: path).filter { $0.utf8.count == 2 && $0.allSatisfy(\.isHexDigit) }.flatMap { folder in
            names(in: "\(path)/\(folder)").filter(StoredDocument.isName).compactMap { name in
                let file = "\(path)/\(folder)/\(name)"
                var status = stat()
                guard lstat(file, &status) == 0 else { return nil }
                return File(path: file, time: status.st_mtim.tv_sec, bytes: Int(status.st_size))
            }
        }
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}
