import Configuration
import Digests
import Foundation
import Glibc
import Pages
import System
import Text

/// Writes the site into a folder: what has changed, and nothing else; then takes away what is gone.
struct SitePublisher {
    /// What one run has done.
    struct Result: Sendable {
        var pages = 0
        var written = 0
        var removed = 0
        /// Names that no file can have.
        var skipped: [String] = []

        /// `12 of 160 pages, 1 removed`.
        var text: String {
            "\(written) of \(pages.counted("page"))"
                + (removed > 0 ? ", \(removed) removed" : "")
                + (skipped.isEmpty ? "" : ", \(skipped.count) left out because their names are too long for a file")
        }
    }

    let site: Site
    let folder: SiteFolder
    let now: Date

    /// Bytes of a file's name that every file system takes.
    private static let longestName = 240

    /// Makes the folder what the record says at an instant.
    static func publish(_ site: Site, to path: String, at now: Date) async throws -> Result {
        let folder = try SiteFolder(path: path)
        defer { folder.leave() }
        return try await SitePublisher(site: site, folder: folder, now: now).run()
    }

    private func run() async throws -> Result {
        let outline = try await site.outline(now: now)
        let before = SitePublisher.read(folder.manifest)
        // Another program, other words or other colours make other pages.
        let maker = SHA256.hex(of: SitePublisher.program + site.mark)
        var result = Result()
        var kept: [(path: String, mark: String)] = []
        for group in outline.groups {
            if Task.isCancelled { throw CancellationError() }
            let mark = String(SHA256.hex(of: maker + group.mark).prefix(16))
            let files = group.addresses.map(\.path)
            let isKnown = files.allSatisfy { before[$0] == mark && folder.holds($0) }
            for address in group.addresses {
                if isKnown {
                    kept.append((address.path, mark))
                } else {
                    try await write(address, mark: mark, &kept, &result)
                }
            }
        }
        // After what they lead to.
        for address in outline.lists { try await write(address, mark: "-", &kept, &result) }
        result.pages = kept.count
        let paths = Set(kept.map(\.path))
        for gone in before.keys.sorted() where !paths.contains(gone) {
            folder.remove(gone)
            result.removed += 1
        }
        let manifest = kept.map { "\($0.mark) \($0.path)\n" }.joined()
        try folder.keep(manifest: manifest)
        return result
    }

    private func write(
        _ address: SiteAddress, mark: String, _ kept: inout [(path: String, mark: String)], _ result: inout Result
    ) async throws {
        let path = address.path
        if path.split(separator: "/").contains(where: { $0.utf8.count > SitePublisher.longestName }) {
            result.skipped.append(path)
            return
        }
        // Gone since the list was made.
        guard let page = try await site.page(address, now: now) else { return }
        if try folder.write(page.text, to: path) { result.written += 1 }
        kept.append((path, mark))
    }

    /// By path: the mark that it was written with.
    private static func read(_ manifest: String) -> [String: String] {
        var marks: [String: String] = [:]
        for line in manifest.split(separator: "\n") {
            guard let space = line.firstIndex(of: " ") else { continue }
            marks[String(line[line.index(after: space)...])] = String(line[..<space])
        }
        return marks
    }

    /// The file that runs, by its size and its time.
    private static var program: String {
        var state = stat()
        guard stat("/proc/self/exe", &state) == 0 else { return Version.text }
        return "\(Version.text) \(state.st_size) \(state.st_mtim.tv_sec)"
    }
}
