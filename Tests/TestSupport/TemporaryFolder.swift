package import Foundation
import Glibc

/// A fresh folder that is removed, with all in it, when the last reference goes.
package final class TemporaryFolder: Sendable {
    package let url: URL

    /// `inMemory`: where that can be, since thousands of syncs take long on a shared disk.
    package init(inMemory: Bool = false) throws {
        let memory = inMemory && FileManager.default.isWritableFile(atPath: "/dev/shm")
        url = (memory ? URL(filePath: "/dev/shm") : FileManager.default.temporaryDirectory)
            .appendingPathComponent("ratingwatch-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    package var path: String {
        url.path
    }

    /// The path of `name` inside.
    package func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }

    /// Writes a file, making its folders, and answers its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Makes a folder inside and answers its path.
    package func folder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        return path(name)
    }

    package func read(_ name: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    }

    /// The bytes of a file.
    package func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appendingPathComponent(name)))
    }

    /// Writes a file of these bytes.
    package func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: url.appendingPathComponent(name))
    }

    /// What lies in it, in order.
    package func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    /// Gives a file another name; one that bears it already is gone.
    package func rename(_ name: String, to other: String) throws {
        guard Glibc.rename(path(name), path(other)) == 0 else { throw Failure(errno: errno) }
    }

    /// What the system says where it fails.
    package struct Failure: Error {
        package let errno: Int32

        package init(errno: Int32) { self.errno = errno }
    }

    /// Makes a file as old as if it was written at that second since 1970.
    package func age(_ name: String, to second: Int) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: Double(second))], ofItemAtPath: path(name))
    }
}
