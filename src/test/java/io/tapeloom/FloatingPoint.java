package io.tapeloom;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds double and float in compiled classes: fields, parameters, results, calls that take or give
 * one, and every instruction that computes with one, so that a local variable does not escape.
 */
final class FloatingPoint {
  private static final Set<ClassDesc> TYPES =
      Set.of(
          ConstantDescs.CD_double,
          ConstantDescs.CD_float,
          ConstantDescs.CD_Double,
          ConstantDescs.CD_Float,
          ConstantDescs.CD_double.arrayType(),
          ConstantDescs.CD_float.arrayType());

  private FloatingPoint() {}

  /** One line for each place below that folder of class files. */
  static List<String> in(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        search(ClassFile.of().parse(file), found);
      }
    }
    return found;
  }

  private static void search(ClassModel type, List<String> found) {
    String name = type.thisClass().asInternalName();
    for (FieldModel field : type.fields()) {
      if (TYPES.contains(field.fieldTypeSymbol())) {
        found.add(name + "." + field.fieldName() + " is one");
      }
    }
    for (MethodModel method : type.methods()) {
      String place = name + "." + method.methodName();
      if (mentions(method.methodTypeSymbol())) {
        found.add(place + " takes or gives one");
      }
      method.code().ifPresent(code -> code.forEach(element -> search(place, element, found)));
    }
  }

  private static void search(String place, CodeElement element, List<String> found) {
    boolean uses =
        switch (element) {
          case InvokeInstruction call -> mentions(call.typeSymbol()) || names(call.owner());
          case InvokeDynamicInstruction call -> mentions(call.typeSymbol());
          case FieldInstruction field -> TYPES.contains(field.typeSymbol());
          case TypeCheckInstruction check -> TYPES.contains(check.type().asSymbol());
          case ConstantInstruction constant -> floating(constant.typeKind());
          case Instruction other -> computes(other.opcode().name());
          default -> false;
        };
    if (uses) {
      found.add(place + ": " + element);
    }
  }

  private static boolean names(java.lang.classfile.constantpool.ClassEntry owner) {
    return TYPES.contains(owner.asSymbol());
  }

  private static boolean floating(TypeKind kind) {
    return kind == TypeKind.DOUBLE || kind == TypeKind.FLOAT;
  }

  /** DADD, FCMPL, DLOAD_1, I2D and so on; DUP duplicates whatever is there. */
  private static boolean computes(String opcode) {
    return opcode.matches("[DF](?!UP).*") || opcode.matches("[IL]2[DF]");
  }

  private static boolean mentions(MethodTypeDesc type) {
    return TYPES.contains(type.returnType())
        || type.parameterList().stream().anyMatch(TYPES::contains);
  }
}
