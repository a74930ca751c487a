package keratin.cpu;

import static keratin.cpu.Assembler.Gp.R10;
import static keratin.cpu.Assembler.Gp.R11;
import static keratin.cpu.Assembler.Gp.R12;
import static keratin.cpu.Assembler.Gp.R13;
import static keratin.cpu.Assembler.Gp.R14;
import static keratin.cpu.Assembler.Gp.R15;
import static keratin.cpu.Assembler.Gp.R8;
import static keratin.cpu.Assembler.Gp.R9;
import static keratin.cpu.Assembler.Gp.RAX;
import static keratin.cpu.Assembler.Gp.RBP;
import static keratin.cpu.Assembler.Gp.RBX;
import static keratin.cpu.Assembler.Gp.RCX;
import static keratin.cpu.Assembler.Gp.RDI;
import static keratin.cpu.Assembler.Gp.RDX;
import static keratin.cpu.Assembler.Gp.RSI;
import static keratin.cpu.Assembler.Gp.RSP;
import static keratin.cpu.Assembler.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.function.Consumer;
import keratin.cpu.Assembler.If;
import keratin.cpu.Assembler.Vector;
import keratin.cpu.Assembler.Whole;
import org.junit.jupiter.api.Test;

/** The bytes are those of the GNU assembler for the instruction on their right. */
class AssemblerTest {
  private static void check(String bytes, String instruction, Consumer<Assembler> writer) {
    Assembler out = new Assembler();
    writer.accept(out);
    assertThat(HexFormat.of().formatHex(out.bytes())).as(instruction).isEqualTo(bytes);
  }

  @Test
  void vectorsOf32BytesAndLess() {
    check("c5fc1008", "vmovups ymm1, [rax]", a -> a.vector(Vector.LOAD, 32, 1, 0, at(RAX, 0)));
    check(
        "c4417c104d40",
        "vmovups ymm9, [r13+64]",
        a -> a.vector(Vector.LOAD, 32, 9, 0, at(R13, 64)));
    check(
        "c57c117120",
        "vmovups [rcx+32], ymm14",
        a -> a.vector(Vector.STORE, 32, 14, 0, at(RCX, 32)));
    check("c4c178103c24", "vmovups xmm7, [r12]", a -> a.vector(Vector.LOAD, 16, 7, 0, at(R12, 0)));
    check(
        "c5fc105c2408", "vmovups ymm3, [rsp+8]", a -> a.vector(Vector.LOAD, 32, 3, 0, at(RSP, 8)));
    check(
        "c4627d1864700c",
        "vbroadcastss ymm12, dword ptr [rax+rsi*2+12]",
        a -> a.vector(Vector.BROADCAST, 32, 12, 0, at(RAX, RSI, 2, 12)));
    check(
        "c4427d18be00100000",
        "vbroadcastss ymm15, dword ptr [r14+4096]",
        a -> a.vector(Vector.BROADCAST, 32, 15, 0, at(R14, 4096)));
    check(
        "c4e27d180424",
        "vbroadcastss ymm0, dword ptr [rsp]",
        a -> a.vector(Vector.BROADCAST, 32, 0, 0, at(RSP, 0)));
    check("c4c20db8dc", "vfmadd231ps ymm3, ymm14, ymm12", a -> a.vector(Vector.FMA, 32, 3, 14, 12));
    check("c46275b8da", "vfmadd231ps ymm11, ymm1, ymm2", a -> a.vector(Vector.FMA, 32, 11, 1, 2));
    check("c4412c58cb", "vaddps ymm9, ymm10, ymm11", a -> a.vector(Vector.ADD, 32, 9, 10, 11));
    check("c4412c5ccb", "vsubps ymm9, ymm10, ymm11", a -> a.vector(Vector.SUBTRACT, 32, 9, 10, 11));
    check(
        "c4a1645954bff8",
        "vmulps ymm2, ymm3, [rdi+r15*4-8]",
        a -> a.vector(Vector.MULTIPLY, 32, 2, 3, at(RDI, R15, 4, -8)));
    check("c4413c57c0", "vxorps ymm8, ymm8, ymm8", a -> a.vector(Vector.XOR, 32, 8, 8, 8));
    check("c55c14c5", "vunpcklps ymm8, ymm4, ymm5", a -> a.vector(Vector.UNPACK_LOW, 32, 8, 4, 5));
    check(
        "c4411c15cd",
        "vunpckhps ymm9, ymm12, ymm13",
        a -> a.vector(Vector.UNPACK_HIGH, 32, 9, 12, 13));
    check(
        "c4c134c6d3ee",
        "vshufps ymm2, ymm9, ymm11, 0xEE",
        a -> a.vector(Vector.SHUFFLE, 32, 2, 9, 11, 0xEE));
    check(
        "c4e355186d0001",
        "vinsertf128 ymm5, ymm5, xmmword ptr [rbp], 1",
        a -> a.vector(Vector.INSERT_HALF, 32, 5, 5, at(RBP, 0), 1));
    check(
        "c4c35518e801",
        "vinsertf128 ymm5, ymm5, xmm8, 1",
        a -> a.vector(Vector.INSERT_HALF, 32, 5, 5, 8, 1));
    check(
        "c462052c4720",
        "vmaskmovps ymm8, ymm15, [rdi+32]",
        a -> a.vector(Vector.LOAD_MASKED, 32, 8, 15, at(RDI, 32)));
    check(
        "c4c2012c22",
        "vmaskmovps xmm4, xmm15, [r10]",
        a -> a.vector(Vector.LOAD_MASKED, 16, 4, 15, at(R10, 0)));
    check(
        "c4e2052e19",
        "vmaskmovps [rcx], ymm15, ymm3",
        a -> a.vector(Vector.STORE_MASKED, 32, 3, 15, at(RCX, 0)));
  }

  @Test
  void vectorsOf64Bytes() {
    check(
        "62c17c48104b01",
        "vmovups zmm17, [r11+64]",
        a -> a.vector(Vector.LOAD, 64, 17, 0, at(R11, 64)));
    check(
        "62417c4810b344000000",
        "vmovups zmm30, [r11+68]",
        a -> a.vector(Vector.LOAD, 64, 30, 0, at(R11, 68)));
    check(
        "62f17c48104d00", "vmovups zmm1, [rbp]", a -> a.vector(Vector.LOAD, 64, 1, 0, at(RBP, 0)));
    check(
        "62b17cc910140f",
        "vmovups zmm2{k1}{z}, [rdi+r9*1]",
        a -> a.masked(Vector.LOAD, 64, 2, 0, at(RDI, R9, 1, 0), 1));
    check(
        "62717c49117902",
        "vmovups [rcx+128]{k1}, zmm15",
        a -> a.masked(Vector.STORE, 64, 15, 0, at(RCX, 128), 1));
    check(
        "62e27d4818643303",
        "vbroadcastss zmm20, dword ptr [rbx+rsi*1+12]",
        a -> a.vector(Vector.BROADCAST, 64, 20, 0, at(RBX, RSI, 1, 12)));
    check(
        "62c27d4818a42400020000",
        "vbroadcastss zmm20, dword ptr [r12+512]",
        a -> a.vector(Vector.BROADCAST, 64, 20, 0, at(R12, 512)));
    check(
        "62b25d40b8d9", "vfmadd231ps zmm3, zmm20, zmm17", a -> a.vector(Vector.FMA, 64, 3, 20, 17));
    check(
        "62023d48b8f8", "vfmadd231ps zmm31, zmm8, zmm24", a -> a.vector(Vector.FMA, 64, 31, 8, 24));
    check("62516c4058cb", "vaddps zmm9, zmm18, zmm11", a -> a.vector(Vector.ADD, 64, 9, 18, 11));
    check(
        "6281644059d1",
        "vmulps zmm18, zmm19, zmm25",
        a -> a.vector(Vector.MULTIPLY, 64, 18, 19, 25));
    check(
        "62510548efff", "vpxord zmm15, zmm15, zmm15", a -> a.vector(Vector.XOR_64, 64, 15, 15, 15));
    check("c4c17892c9", "kmovw k1, r9d", a -> a.mask(1, R9));
    check("c5f892c8", "kmovw k1, eax", a -> a.mask(1, RAX));
  }

  @Test
  void generalRegisters() {
    check("c5f97ec0", "vmovd eax, xmm0", a -> a.floatBits(RAX, 0));
    check("c441797eca", "vmovd r10d, xmm9", a -> a.floatBits(R10, 9));
    check("c5f877", "vzeroupper", a -> a.zeroUpper());
    check("4801f7", "add rdi, rsi", a -> a.whole(Whole.ADD, RDI, RSI));
    check("4d89c3", "mov r11, r8", a -> a.whole(Whole.MOVE, R11, R8));
    check("4939d6", "cmp r14, rdx", a -> a.whole(Whole.COMPARE, R14, RDX));
    check("4d85c9", "test r9, r9", a -> a.whole(Whole.TEST, R9, R9));
    check("4c29e0", "sub rax, r12", a -> a.whole(Whole.SUB, RAX, R12));
    check("4c0f47d2", "cmova r10, rdx", a -> a.moveIf(If.ABOVE, R10, RDX));
    check("4983c104", "add r9, 4", a -> a.add(R9, 4));
    check("4981c300020000", "add r11, 512", a -> a.add(R11, 512));
    check("4983f9fc", "cmp r9, -4", a -> a.compare(R9, -4));
    check("4883442450ff", "add qword ptr [rsp+80], -1", a -> a.add(at(RSP, 80), -1));
    check("49f7d9", "neg r9", a -> a.negate(R9));
    check("4c8b542408", "mov r10, [rsp+8]", a -> a.load(R10, at(RSP, 8)));
    check("49895018", "mov [r8+24], rdx", a -> a.store(at(R8, 24), RDX));
    check("488d1c70", "lea rbx, [rax+rsi*2]", a -> a.address(RBX, at(RAX, RSI, 2, 0)));
    check("4c8d547500", "lea r10, [rbp+rsi*2]", a -> a.address(R10, at(RBP, RSI, 2, 0)));
    check("bdfeffffff", "mov ebp, -2", a -> a.set(RBP, -2));
    check("41b907000000", "mov r9d, 7", a -> a.set(R9, 7));
    check("4154", "push r12", a -> a.push(R12));
    check("56", "push rsi", a -> a.push(RSI));
    check("5b", "pop rbx", a -> a.pop(RBX));
    check("415f", "pop r15", a -> a.pop(R15));
    check("0f184940", "prefetcht0 [rcx+64]", a -> a.prefetch(at(RCX, 64)));
    check("430f180ce3", "prefetcht0 [r11+r12*8]", a -> a.prefetch(at(R11, R12, 8, 0)));
    check("c3", "ret", a -> a.ret());
    check("0fa2", "cpuid", a -> a.cpuid());
    check("0f01d0", "xgetbv", a -> a.xgetbv());
  }

  @Test
  void jumpsKnowTheirDistance() {
    // 0: add rcx, -1; 4: jnz 0; 10: je 21; 16: jmp 21; 21: ret
    check(
        "4883c1ff" + "0f85f6ffffff" + "0f8405000000" + "e900000000" + "c3",
        "jumps",
        a -> {
          int start = a.here();
          a.add(RCX, -1);
          a.jump(If.NOT_ZERO, start);
          int ahead = a.jump(If.ZERO);
          int always = a.jump();
          a.land(ahead);
          a.land(always);
          a.ret();
        });
  }

  @Test
  void alignmentFillsWithNothing() {
    check(
        "c390909090909090",
        "ret; 7 times nop",
        a -> {
          a.ret();
          a.align(8);
          a.align(8);
        });
  }
}
