import Glibc

extension WebAddress {
    /// libcurl reads files where it stands: a pipe would stop every transfer, and a folder reads as an empty document.
    func checkFile() throws(HTTPError) {
        guard origin.scheme == "file" else { return }
        var information = stat()
        // What cannot be looked at, libcurl cannot open either, and says why.
        guard stat(path, &information) == 0, information.st_mode & S_IFMT != S_IFREG else { return }
        throw HTTPError(
            .noFile, url: text, cause: "it is not a regular file", hint: "name a file, not a folder, device or pipe")
    }
}
