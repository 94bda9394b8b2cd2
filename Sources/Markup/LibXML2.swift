import CLibXML2

/// What must be settled before libxml2 is used.
enum LibXML2 {
    /// Readies this process once, and this thread each time: nothing is printed, no external entity is ever loaded.
    static func prepare() {
        _ = processIsReady
        rw_xml_silence_thread()
    }

    private static let processIsReady: Bool = {
        xmlInitParser()
        xmlSetExternalEntityLoader { _, _, _ in nil }
        return true
    }()
}
