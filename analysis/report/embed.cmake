# Writes an assembler file that holds the parts of the page as bytes: C++20 has no #embed, and compilers take
# seconds for so long a literal.
set(assembly ".section .note.GNU-stack,\"\",%progbits\n.section .rodata\n")
foreach(part template style script licences)
  string(APPEND assembly ".globl lien_page_${part}\n.globl lien_page_${part}_end\n"
                         "lien_page_${part}:\n.incbin \"${FOLDER}/${part}\"\nlien_page_${part}_end:\n.byte 0\n")
endforeach()
file(WRITE ${OUTPUT} "${assembly}")
