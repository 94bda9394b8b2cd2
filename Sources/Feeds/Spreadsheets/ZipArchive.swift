import Compression

/// The files of a ZIP archive, by the list at its end; none is read before it is asked for.
struct ZipArchive {
    struct Member: Sendable {
        /// With its folders: `xl/workbook.xml`.
        let name: String
        fileprivate let method: Int
        fileprivate let isEncrypted: Bool
        fileprivate let crc: UInt32
        let compressedSize: Int
        let size: Int
        fileprivate let offset: Int
    }

    private let content: any TableContent
    /// In the order of the list, without folders.
    let members: [Member]

    private static let mostMembers = 10_000

    static func isOne(_ head: [UInt8]) -> Bool { head.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    init(_ content: any TableContent) throws(TableFault) {
        self.content = content
        let size = try ZipArchive.size(of: content)
        // The end of the list: 22 bytes and a remark of at most 65,535.
        let start = max(0, size - 65_557)
        let tail = try content.bytes(from: start, count: size - start)
        guard let end = ZipArchive.lastIndex(of: [0x50, 0x4B, 0x05, 0x06], in: tail), end + 22 <= tail.count else {
            throw ZipArchive.fault("the archive is cut off or damaged: the list of its files is missing")
        }
        let list = try ZipArchive.list(endingWith: ZipBytes(tail, at: end), at: start + end, in: content)
        guard list.count <= ZipArchive.mostMembers else {
            throw ZipArchive.fault("the archive has more than \(ZipArchive.mostMembers) files")
        }
        guard list.offset >= 0, list.length >= 0, list.offset <= size, list.length <= size - list.offset else {
            throw ZipArchive.fault("the archive is damaged: the list of its files would be beyond its end")
        }
        members = try ZipArchive.members(
            in: try content.bytes(from: list.offset, count: list.length), count: list.count)
    }

    /// Where the list is, and how many files it names; `place`: where its end is. Numbers that are too large for that
    /// stand in a record of their own before it (ZIP64).
    private static func list(
        endingWith end: ZipBytes, at place: Int, in content: any TableContent
    ) throws(TableFault) -> (count: Int, length: Int, offset: Int) {
        let small = (count: end.number(10, 2), length: end.number(12, 4), offset: end.number(16, 4))
        guard small.count == 0xFFFF || small.length == ZipBytes.elsewhere || small.offset == ZipBytes.elsewhere,
            place >= 20
        else { return small }
        let pointer = ZipBytes(try content.bytes(from: place - 20, count: 20), at: 0)
        guard pointer.number(0, 4) == 0x0706_4B50 else { return small }
        let offset = pointer.number(8, 8)
        guard offset >= 0, offset <= place - 20 else {
            throw fault("the archive is damaged: the end of the list of its files would be beyond its end")
        }
        let large = ZipBytes(try content.bytes(from: offset, count: 56), at: 0)
        guard large.number(0, 4) == 0x0606_4B50, large.number(32, 8) >= 0 else {
            throw fault("the archive is damaged: the end of the list of its files cannot be read")
        }
        return (large.number(32, 8), large.number(40, 8), large.number(48, 8))
    }

    private static func members(in list: [UInt8], count: Int) throws(TableFault) -> [Member] {
        var members: [Member] = []
        var index = 0
        for _ in 0..<count {
            let entry = ZipBytes(list, at: index)
            guard index + 46 <= list.count, entry.number(0, 4) == 0x0201_4B50 else {
                throw fault("the archive is damaged: the list of its files cannot be read")
            }
            let (name, extra, remark) = (entry.number(28, 2), entry.number(30, 2), entry.number(32, 2))
            guard index + 46 + name + extra <= list.count else {
                throw fault("the archive is damaged: the list of its files cannot be read")
            }
            let text = String(decoding: list[(index + 46)..<(index + 46 + name)], as: UTF8.self)
            if !text.hasSuffix("/") {
                var large = ZipLargeNumbers(ZipBytes(list, at: index + 46 + name), count: extra)
                // In this order.
                let size = large.number(or: entry.number(24, 4))
                let compressedSize = large.number(or: entry.number(20, 4))
                let offset = large.number(or: entry.number(42, 4))
                members.append(
                    Member(
                        name: text, method: entry.number(10, 2), isEncrypted: entry.number(8, 2) & 1 == 1,
                        crc: UInt32(entry.number(16, 4)), compressedSize: compressedSize, size: size, offset: offset))
            }
            index += 46 + name + extra + remark
        }
        return members
    }

    func member(_ name: String) -> Member? { members.first { $0.name == name } }

    /// Hands out the bytes of a file piece by piece, until `body` answers false; throws for what is damaged, encrypted,
    /// or of a size that no table has.
    func read(
        _ member: Member, limits: TableLimits, _ body: ([UInt8]) throws(TableFault) -> Bool
    ) throws(TableFault) {
        if member.isEncrypted { throw ZipArchive.fault("\"\(member.name)\" of the archive is encrypted") }
        guard member.method == 0 || member.method == 8 else {
            throw ZipArchive.fault("\"\(member.name)\" of the archive is compressed with an unknown method")
        }
        let head = ZipBytes(try content.bytes(from: member.offset, count: 30), at: 0)
        guard head.number(0, 4) == 0x0403_4B50 else {
            throw ZipArchive.fault("the archive is damaged: \"\(member.name)\" is not where it should be")
        }
        var offset = member.offset + 30 + head.number(26, 2) + head.number(28, 2)
        var rest = member.compressedSize
        var output = ZipOutput(member, limits: limits)
        let expansion = member.method == 8 ? Expansion(.none) : nil
        if member.method == 8, expansion == nil { throw TableFault(row: 0, cause: .unreadable("no memory")) }
        while rest > 0 {
            let piece = try content.bytes(from: offset, count: min(rest, 64 << 10))
            if piece.isEmpty { break }
            offset += piece.count
            rest -= piece.count
            guard let expansion else {
                guard try body(try output.noted(piece)) else { return }
                continue
            }
            expansion.take(piece)
            while true {
                let step = expansion.next()
                if step == .hungry { break }
                guard case .bytes(let bytes) = step else {
                    throw ZipArchive.fault("the archive is damaged within \"\(member.name)\"")
                }
                guard try body(try output.noted(bytes)) else { return }
            }
        }
        guard expansion?.isComplete ?? true, output.isWhole else {
            throw ZipArchive.fault("the archive is damaged within \"\(member.name)\"")
        }
    }

    static func fault(_ words: String) -> TableFault { TableFault(row: 0, cause: .container(words)) }

    /// By halving: a content tells its bytes, and not how many they are.
    private static func size(of content: any TableContent) throws(TableFault) -> Int {
        var (low, high) = (0, 1 << 40)
        while low < high {
            let middle = (low + high) / 2
            if try content.bytes(from: middle, count: 1).isEmpty { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func lastIndex(of mark: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= mark.count else { return nil }
        return stride(from: bytes.count - mark.count, through: 0, by: -1).first { start in
            bytes[start] == mark[0] && bytes[start..<start + mark.count].elementsEqual(mark)
        }
    }
}

/// Counts and checks what comes out of an archive.
private struct ZipOutput {
    private let member: ZipArchive.Member
    private let limits: TableLimits
    private var count = 0
    private var crc = RunningCRC32()

    init(_ member: ZipArchive.Member, limits: TableLimits) {
        self.member = member
        self.limits = limits
    }

    var isWhole: Bool { crc.value == member.crc }

    mutating func noted(_ bytes: [UInt8]) throws(TableFault) -> [UInt8] {
        count += bytes.count
        crc.add(bytes)
        if count > limits.expandedBytes {
            throw ZipArchive.fault("\"\(member.name)\" of the archive has more than \(limits.expandedBytes >> 20) MB")
        }
        // Real spreadsheets come to forty times their compressed size.
        if count > limits.trustedBytes, count / limits.expansion > member.compressedSize {
            throw ZipArchive.fault(
                "\"\(member.name)\" of the archive comes to more than \(limits.expansion) times its compressed size, as no table does"
            )
        }
        return bytes
    }
}
