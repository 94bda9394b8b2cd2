import Feeds
import Foundation

/// Reads feed documents whole, every field of them, and prints how many publications they hold: what `make bench`
/// times.
@main
struct FeedBench {
    static func main() throws {
        var publications = 0
        for file in CommandLine.arguments.dropFirst() {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: file)))
            publications += try FeedKind.feed.read(bytes).publications.count
        }
        print(publications)
    }
}
